// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: __x64_sys_socket. */
#define FUNCTION "__x64_sys_socket"
#define PATTERN "regs=%016lx"
#define VALUES regs->di
#define RESULT "%ld"
#define TYPE long
#include "step.h"
