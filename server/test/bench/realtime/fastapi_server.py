"""The guides' broadcast: a set of sockets and `await websocket.send_json(message)` for each of them."""
import asyncio
import json
import resource
import sys
import time

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

app = FastAPI()
active_connections: set = set()


def message(n: int):
    bare = {"type": "metrics_update", "n": n, "data": ""}
    return {**bare, "data": "x" * (200 - len(json.dumps(bare, separators=(",", ":"))))}


@app.websocket("/ws")
async def websocket_endpoint(websocket: WebSocket):
    await websocket.accept()
    active_connections.add(websocket)
    try:
        while True:
            await websocket.receive_text()
    except WebSocketDisconnect:
        active_connections.discard(websocket)


@app.get("/publish")
async def publish(messages: int, everyMs: int):
    for n in range(messages):
        data = message(n)
        for websocket in active_connections:
            await websocket.send_json(data)
        await asyncio.sleep(everyMs / 1000)
    return {}


@app.get("/cpu")
async def cpu():
    return {"cpuSeconds": time.process_time()}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), loop="uvloop", http="httptools", ws="websockets", backlog=4096, access_log=False, log_level="error")
