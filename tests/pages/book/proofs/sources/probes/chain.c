// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

#define SLOT 3

/* Prints the chain of one file:
 * file, socket, sock. */
static void show(struct file *file)
{
	struct socket *socket = file->private_data; // 8 bytes

	if (socket)
		pr_info("PROBE CHAIN file=%px\n", file);
}
