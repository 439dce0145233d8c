#!/usr/bin/env python3
"""Opens connections that ask for nothing and connections that ask very slowly, and holds them until its standard input
ends: crowd.py PORT IDLE SLOW. Prints how many there are. Whoever is closed comes again."""
import asyncio
import random
import resource
import sys

port, idle, slow = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def rest(ready):
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(GET)
            await reader.readuntil(b"}")
            ready.release()
            await reader.read()
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.5)


async def trickle(ready):
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            ready.release()
            await asyncio.sleep(random.random())  # each at its own time, as strangers do
            for byte in GET:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
            writer.close()
        except OSError:
            await asyncio.sleep(0.5)


async def main():
    ready = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(rest(ready)) for _ in range(idle)]
    tasks += [asyncio.create_task(trickle(ready)) for _ in range(slow)]
    for _ in tasks:
        await ready.acquire()
    print(len(tasks), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
