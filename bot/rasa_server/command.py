"""Rasa's own command line without TensorFlow: python -m bot.rasa_server.command run|test|data ..."""

from bot.rasa_server.without_tensorflow import install

install()

from rasa.__main__ import main  # noqa: E402 (must not be imported before)

if __name__ == "__main__":
    main()
