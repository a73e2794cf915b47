// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: put_unused_fd. */
#define FUNCTION "put_unused_fd"
#define PATTERN "fd=%d"
#define VALUES (int)regs->di
#include "step.h"
