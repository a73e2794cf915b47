// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sk_free. */
#define FUNCTION "sk_free"
#define PATTERN "sk=%016lx"
#define VALUES regs->di
#include "step.h"
