"""What reaches over the network: the only part of the package that opens a connection."""
