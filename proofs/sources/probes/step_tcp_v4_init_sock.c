// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: tcp_v4_init_sock. */
#define FUNCTION "tcp_v4_init_sock"
#define PATTERN "sk=%016lx"
#define VALUES regs->di
#define RESULT "%d"
#define TYPE int
#include "step.h"
