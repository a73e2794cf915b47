// SPDX-License-Identifier: GPL-2.0
/* A probe on a function that the compiler has put inside another one: there is no such symbol, and the kernel refuses. */
#include "probe.h"

static char *function = "sock_map_fd";
module_param(function, charp, 0444);
MODULE_PARM_DESC(function, "the function to ask for");

static struct kprobe probe;

static int __init load(void)
{
	int error;

	probe.symbol_name = function;
	error = register_kprobe(&probe);
	pr_info("function=%s register=%d\n", function, error);
	if (error)
		return error;
	unregister_kprobe(&probe);
	pr_info("function=%s unregistered\n", function);
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("Asks whether a function can be probed");
MODULE_LICENSE("GPL");
