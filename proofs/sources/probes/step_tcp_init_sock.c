// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: tcp_init_sock. */
#define FUNCTION "tcp_init_sock"
#define PATTERN "sk=%016lx"
#define VALUES regs->di
#include "step.h"
