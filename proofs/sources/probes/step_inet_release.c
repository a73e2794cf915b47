// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: inet_release. */
#define FUNCTION "inet_release"
#define PATTERN "sock=%016lx"
#define VALUES regs->di
#define RESULT "%d"
#define TYPE int
#include "step.h"
