// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sock_release. */
#define FUNCTION "sock_release"
#define PATTERN "sock=%016lx"
#define VALUES regs->di
#include "step.h"
