// Bills
