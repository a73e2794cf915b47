// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: get_unused_fd_flags. */
#define FUNCTION "get_unused_fd_flags"
#define PATTERN "flags=%d"
#define VALUES (int)regs->di
#define RESULT "%d"
#define TYPE int
#include "step.h"
