// SPDX-License-Identifier: GPL-2.0
/* The table net_families: every slot that is not 0, and the record that it points at. */
#define pr_fmt(fmt) "PROBE " KBUILD_MODNAME " " fmt

#include <linux/module.h>
#include <linux/net.h>

static unsigned long at;
module_param(at, ulong, 0444);
MODULE_PARM_DESC(at, "the address of net_families");

static int __init load(void)
{
	const struct net_proto_family **slots = (const struct net_proto_family **)at;
	unsigned int i;

	pr_info("slots=%u\n", NPROTO);
	for (i = 0; i < NPROTO; i++) {
		const struct net_proto_family *record = READ_ONCE(slots[i]);

		if (!record)
			continue;
		pr_info("slot %u at %px holds %px %pS\n", i, &slots[i], record, record);
		pr_info("slot %u family=%d create=%px %pS\n", i, record->family, record->create, record->create);
	}
	return 0;
}

static void __exit unload(void)
{
	pr_info("unload\n");
}

module_init(load);
module_exit(unload);
MODULE_DESCRIPTION("The table net_families");
MODULE_LICENSE("GPL");
