// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: new_inode_pseudo. */
#define FUNCTION "new_inode_pseudo"
#define PATTERN "sb=%016lx"
#define VALUES regs->di
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
