"""What the browser tests drive with: the product in processes of its own, a hand on the page, an eye on the store."""
