// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sk_alloc. */
#define FUNCTION "sk_alloc"
#define PATTERN "net=%016lx, family=%d, prot=%016lx"
#define VALUES regs->di, (int)regs->si, regs->cx
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
