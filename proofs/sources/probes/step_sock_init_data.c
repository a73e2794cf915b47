// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sock_init_data. */
#define FUNCTION "sock_init_data"
#define PATTERN "sock=%016lx, sk=%016lx"
#define VALUES regs->di, regs->si
#include "step.h"
