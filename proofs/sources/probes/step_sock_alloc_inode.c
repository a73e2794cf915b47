// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sock_alloc_inode. */
#define FUNCTION "sock_alloc_inode"
#define PATTERN "sb=%016lx"
#define VALUES regs->di
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
