"""How Rasa is reached: our one channel, the in-process agent for `keepwell ask`, training."""
