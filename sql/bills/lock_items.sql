-- Lets nobody else store items until the end of the transaction: what is new now stays new. Readers go on.
lock table bill.item in share row exclusive mode
