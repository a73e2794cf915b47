// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: __sock_release. */
#define FUNCTION "__sock_release"
#define PATTERN "sock=%016lx, inode=%016lx"
#define VALUES regs->di, regs->si
#include "step.h"
