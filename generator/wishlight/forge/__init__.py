"""The place where people's forms arrive and changes are merged: a port of few calls, and the adapters that speak to a real one."""
