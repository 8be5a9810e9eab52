-- Lets nobody else store items, wordings and sets of tags until the end of the transaction: what is new now stays new. Readers go on.
lock table bill.stored_item in share row exclusive mode
