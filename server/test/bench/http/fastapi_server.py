"""The benchmark's endpoint on FastAPI, with every part in its cheapest usual form.

`/api/v1/incidents` declares its answer with `response_model`, as the guides do;
`/lean/incidents` skips that and hands a finished dictionary to `JSONResponse`.
"""
import json
import logging
import sys
import time
import uuid
from typing import List, Optional

import fastapi
import jwt
import pydantic
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

SECRET = "benchmark-secret-benchmark-secret"
RATE_PER_MINUTE = 1_000_000_000
SEVERITIES = "^(low|medium|high|critical)$"
SECURITY_HEADERS = [(name.encode(), value.encode()) for name, value in json.loads(sys.argv[1]).items()]

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='{"level":"info","time":"%(asctime)s",%(message)s}')
log = logging.getLogger("bench")

class Incident(BaseModel):
    id: str
    title: str
    severity: str
    status: str
    service: str
    environment: str
    assignee: Optional[str]
    created_at: str
    updated_at: str
    occurrences: int
    tags: List[str]


class Page(BaseModel):
    items: List[Incident]
    total: int
    page: int
    page_size: int


INCIDENTS = [
    {
        "id": f"INC-{1000 + n}",
        "title": f"Error rate above threshold on checkout, replica {n}",
        "severity": "high" if n % 2 == 0 else "low",
        "status": "investigating",
        "service": f"checkout-{n % 5}",
        "environment": "production",
        "assignee": None if n % 3 == 0 else f"user-{n}@example.org",
        "created_at": "2026-01-15T10:30:00.000Z",
        "updated_at": "2026-01-15T11:45:00.000Z",
        "occurrences": n * 7,
        "tags": ["payments", "slo"],
    }
    for n in range(40)
]

app = FastAPI()
bearer = HTTPBearer()
windows: dict = {}


def current_user(credentials: HTTPAuthorizationCredentials):
    try:
        claims = jwt.decode(credentials.credentials, SECRET, algorithms=["HS256"], audience="bulwark", issuer="bulwark")
    except jwt.PyJWTError:
        raise HTTPException(status_code=401, detail="Authentication required")
    return {"id": claims["sub"], "permissions": {"read:incidents"}}


async def allowed_user(request: Request, response: Response, credentials: HTTPAuthorizationCredentials = Depends(bearer)):
    user = current_user(credentials)
    window = int(time.time() // 60)
    key = (user["id"], window)
    windows[key] = taken = windows.get(key, 0) + 1
    response.headers["X-RateLimit-Limit"] = str(RATE_PER_MINUTE)
    response.headers["X-RateLimit-Remaining"] = str(RATE_PER_MINUTE - taken)
    response.headers["X-RateLimit-Reset"] = str((window + 1) * 60)
    if taken > RATE_PER_MINUTE:
        raise HTTPException(status_code=429, detail="Too many requests")
    if "read:incidents" not in user["permissions"]:
        raise HTTPException(status_code=403, detail="Insufficient permissions")
    return user


def find(page: int, page_size: int, severity: Optional[str], search: Optional[str]):
    matching = [row for row in INCIDENTS if (severity is None or row["severity"] == severity) and (search is None or search in row["title"])]
    start = (page - 1) * page_size
    return {"items": matching[start : start + page_size], "total": len(matching), "page": page, "page_size": page_size}


@app.get("/api/v1/incidents", response_model=Page)
async def list_incidents(
    page: int = Query(1, ge=1),
    page_size: int = Query(20, ge=1, le=100),
    severity: Optional[str] = Query(None, regex=SEVERITIES),
    search: Optional[str] = Query(None, max_length=200),
    user=Depends(allowed_user),
):
    return find(page, page_size, severity, search)


@app.get("/lean/incidents")
async def list_lean(
    response: Response,
    page: int = Query(1, ge=1),
    page_size: int = Query(20, ge=1, le=100),
    severity: Optional[str] = Query(None, regex=SEVERITIES),
    search: Optional[str] = Query(None, max_length=200),
    user=Depends(allowed_user),
):
    return JSONResponse(find(page, page_size, severity, search), headers=dict(response.headers))


@app.get("/cpu")
async def cpu():
    return {"cpuSeconds": time.process_time()}


@app.get("/versions")
async def versions():
    return f"Python {sys.version.split()[0]}, FastAPI {fastapi.__version__}, pydantic {pydantic.VERSION}, uvicorn {uvicorn.__version__} (uvloop, httptools)"


class Edge:
    """Security headers, request id and one log line, as plain ASGI: cheaper than @app.middleware."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.inner(scope, receive, send)
        started = time.perf_counter()
        request_id = uuid.uuid4().hex
        status = 500

        async def send_with_headers(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
            await send(message)

        await self.inner(scope, receive, send_with_headers)
        duration = (time.perf_counter() - started) * 1000
        log.info('"requestId":"%s","method":"%s","route":"%s","status":%d,"durationMs":%.3f,"msg":"request"', request_id, scope["method"], scope["path"], status, duration)


if __name__ == "__main__":
    uvicorn.run(Edge(app), host="127.0.0.1", port=int(sys.argv[2]), loop="uvloop", http="httptools", access_log=False, log_level="error")
