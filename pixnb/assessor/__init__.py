"""The assessor: where keys, answers, log and rules meet. In-process on a laptop, a service later."""
