"""The only socket: requests within the rate limit and deadline of a service, and an archive of its raw answers."""
