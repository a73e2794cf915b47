// SPDX-License-Identifier: GPL-2.0
/* The table inetsw: every list head, and the records that hang in its list. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>
#include <linux/net.h>
#include <net/protocol.h>
#include <net/sock.h>

static unsigned long at;
module_param(at, ulong, 0444);
MODULE_PARM_DESC(at, "the address of inetsw");

static void show(unsigned int type, const struct inet_protosw *record)
{
	pr_info("list %u record=%px %pS\n", type, record, record);
	pr_info("list %u record.type=%d\n", type, record->type);
	pr_info("list %u record.protocol=%d\n", type, record->protocol);
	pr_info("list %u record.prot=%px %pS\n", type, record->prot, record->prot);
	pr_info("list %u record.ops=%px %pS\n", type, record->ops, record->ops);
	pr_info("list %u record.flags=%d\n", type, record->flags);
	pr_info("list %u record.next=%px\n", type, record->list.next);
}

static int __init load(void)
{
	struct list_head *heads = (struct list_head *)at;
	unsigned int type;

	pr_info("lists=%u\n", SOCK_MAX);
	for (type = 0; type < SOCK_MAX; type++) {
		struct list_head *head = &heads[type];
		struct list_head *place;

		pr_info("list %u at %px next=%px prev=%px\n", type, head, head->next, head->prev);
		for (place = head->next; place != head; place = place->next)
			show(type, list_entry(place, struct inet_protosw, list));
	}
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The table inetsw");
MODULE_LICENSE("GPL");
