// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: fd_install. */
#define FUNCTION "fd_install"
#define PATTERN "fd=%d, file=%016lx"
#define VALUES (int)regs->di, regs->si
#include "step.h"
