/* SPDX-License-Identifier: GPL-2.0 */
/* What the probes share: the prefix of their lines, and the filter that keeps other programs out of the log. */
#ifndef PROBE_H
#define PROBE_H

#ifndef pr_fmt
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt
#endif

#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/sched.h>

static char *comm = "socket_test";
module_param(comm, charp, 0444);
MODULE_PARM_DESC(comm, "print only calls of the program with this name");

static int pid;
module_param(pid, int, 0444);
MODULE_PARM_DESC(pid, "print only calls of the process with this number; 0 is any");

static inline bool ours(void)
{
	return !strcmp(current->comm, comm) && (!pid || current->pid == pid);
}

#endif
