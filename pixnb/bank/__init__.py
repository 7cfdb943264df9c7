"""The bank: challenge files read, their variants and files made, and each of them proved."""
