"""What several rules ask alike. Not rules themselves: the scan of the folder above does not look in here."""
