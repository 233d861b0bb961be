"""Who and where: people, places, roles, secret links and the mailbox."""
