"""Each in a fresh process, since a process imports TensorFlow once or never."""

import subprocess
import sys


def run(code: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)


def test_rasa_is_imported_without_tensorflow():
    result = run(
        "from bot.rasa_server.without_tensorflow import install; install()\n"
        "import sys, rasa.core.agent, rasa.api, rasa.nlu.classifiers.diet_classifier\n"
        "assert not hasattr(sys.modules['tensorflow'], '__file__')"
    )
    assert result.returncode == 0, result.stderr[-2000:]


def test_real_use_fails_with_what_to_do():
    result = run(
        "from bot.rasa_server.without_tensorflow import install; install()\n"
        "import tensorflow as tf\n"
        "@tf.function\n"
        "def f(): return 1\n"
        "assert f() == 1\n"
        "class Layer(tf.keras.layers.Layer): pass\n"
        "Layer()\n"
        "tf.constant(1)\n"
    )
    assert "TensorFlow is switched off here" in result.stderr
