// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: iput. */
#define FUNCTION "iput"
#define PATTERN "inode=%016lx"
#define VALUES regs->di
#include "step.h"
