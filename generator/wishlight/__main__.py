"""`python -m wishlight` is `wishlight`."""

from wishlight.cli import main

if __name__ == "__main__":
    main()
