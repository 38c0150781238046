"""What a worker process gives up before it reads a file: memory, writing, sockets, other programs.

Linux: seccomp refuses system calls (x86-64 and arm64). Elsewhere only the resource limits hold, and `Refused` says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
"""Classic BPF instructions and seccomp results. Source: linux/filter.h, linux/seccomp.h."""

X32_BIT = 0x40000000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH values. Source: linux/audit.h."""

CALLS: dict[str, dict[str, int]] = {
    "x86_64": {
        "kill": 62,
        "socket": 41,
        "connect": 42,
        "accept": 43,
        "bind": 49,
        "listen": 50,
        "socketpair": 53,
        "execve": 59,
        "truncate": 76,
        "rename": 82,
        "mkdir": 83,
        "rmdir": 84,
        "link": 86,
        "unlink": 87,
        "symlink": 88,
        "chmod": 90,
        "ptrace": 101,
        "unlinkat": 263,
        "renameat": 264,
        "linkat": 265,
        "symlinkat": 266,
        "fchmodat": 268,
        "accept4": 288,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "renameat2": 316,
        "execveat": 322,
        "pidfd_send_signal": 424,
        "io_uring_setup": 425,
    },
    "aarch64": {
        "kill": 129,
        "socket": 198,
        "socketpair": 199,
        "bind": 200,
        "listen": 201,
        "accept": 202,
        "connect": 203,
        "execve": 221,
        "accept4": 242,
        "truncate": 45,
        "mkdirat": 34,
        "unlinkat": 35,
        "symlinkat": 36,
        "linkat": 37,
        "renameat": 38,
        "fchmodat": 53,
        "ptrace": 117,
        "process_vm_readv": 270,
        "process_vm_writev": 271,
        "renameat2": 276,
        "execveat": 281,
        "pidfd_send_signal": 424,
        "io_uring_setup": 425,
    },
}
"""System calls that reading a document never needs. Source: the kernel's syscall tables."""

KEPT_VARIABLES = frozenset({"PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TZ"})


@dataclass(frozen=True, slots=True)
class Refused:
    """What the kernel refuses to this process."""

    sockets: bool
    memory: bool
    warning: str = ""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def environment(threads: int) -> dict[str, str]:
    """Return the environment of a worker: no secrets, no proxies, `threads` threads for number crunching."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES}
    count = str(threads)
    return kept | {
        "HOME": "/nonexistent",
        "HF_HUB_OFFLINE": "1",
        "MKL_NUM_THREADS": count,
        "OMP_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUNBUFFERED": "1",
    }


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when `parent` ends (Linux); end at once if it already has."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def confine(memory_megabytes: int) -> Refused:
    """Limit this process for good and return what is refused from now on. Threads started later inherit it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write then fails with EFBIG
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    memory = limit_memory(memory_megabytes)
    warning = "" if memory else "The memory of readers cannot be limited on this system. "
    try:
        refuse_calls()
    except OSError as error:
        warning += f"Sockets of readers cannot be refused on this system ({error.strerror or error})."
        return Refused(sockets=False, memory=memory, warning=warning.strip())
    return Refused(sockets=True, memory=memory, warning=warning.strip())


def limit_memory(megabytes: int) -> bool:
    """Limit the address space of this process; return whether the system accepted the limit."""
    size = megabytes * 1024 * 1024
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (OSError, ValueError):
        return False
    return sys.platform == "linux"


def limit_cpu(seconds: int) -> None:
    """Allow this process so many more seconds of processor time; the kernel ends it after these."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + 1, hard))


def refuse_calls() -> None:
    """Install the filter for this process and all its threads to come. Raises OSError where it cannot be."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no filter for {sys.platform} on {machine}")
    code = filter_code(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def filter_code(machine: str) -> bytes:
    """Return the BPF program: another architecture is killed, the calls above get EPERM, all else is allowed."""
    numbers = sorted(CALLS[machine].values())
    refuse = REFUSE | errno.EPERM
    steps = [
        (LOAD, 0, 0, 4),  # seccomp_data.arch
        (JUMP_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),  # seccomp_data.nr
    ]
    if machine == "x86_64":
        steps += [(JUMP_AT_LEAST, 0, 1, X32_BIT), (RETURN, 0, 0, refuse)]
    steps += [(JUMP_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, refuse)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
