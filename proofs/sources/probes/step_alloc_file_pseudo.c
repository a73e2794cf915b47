// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: alloc_file_pseudo. */
#define FUNCTION "alloc_file_pseudo"
#define PATTERN "inode=%016lx"
#define VALUES regs->di
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
