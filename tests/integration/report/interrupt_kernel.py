"""Interrupts a Deno kernel in a loop without end and prints what it still knows."""
import time

from jupyter_client import KernelManager

manager = KernelManager(kernel_name="deno")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)


def run(code):
    """Status of the reply and the texts that the code showed."""
    texts = []

    def keep(message):
        if message["msg_type"] == "display_data":
            texts.append(message["content"]["data"]["text/plain"])

    reply = client.execute_interactive(code, timeout=60, output_hook=keep)
    return reply["content"]["status"], texts


run("const kept = 7;")
client.execute("while (true) {}")
time.sleep(1)
manager.interrupt_kernel()
time.sleep(1)
print(run('await Deno.jupyter.display({ "text/plain": String(kept) }, { raw: true });'
          "\nawait new Promise((r) => setTimeout(r, 10));"))
client.stop_channels()
manager.shutdown_kernel(now=True)
