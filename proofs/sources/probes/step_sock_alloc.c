// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sock_alloc. */
#define FUNCTION "sock_alloc"
#define PATTERN "%s"
#define VALUES ""
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
