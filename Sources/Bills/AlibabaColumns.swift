/// Which columns of Alibaba Cloud's bills mean what: by the names of its API and of the files it puts into a bucket,
/// and by the names of the console's export in Chinese.
enum AlibabaColumns {
    static let amount = ["PretaxAmount", "应付金额", "应付金额含税"]
    static let cycle = ["BillingCycle", "账期", "账单月份", "账单周期", "SplitBillingCycle", "分账月"]
    static let currency = ["Currency", "币种", "币种类型"]
    static let product = ["ProductCode", "产品Code", "产品代码", "PipCode"]
    static let instance = ["InstanceID", "实例ID", "实例Id", "资源ID"]
    static let required = [amount, cycle, currency, product, instance]

    static let splitItem = ["SplitItemID", "分拆项ID", "分拆项Id"]
    static let account = ["AccountID", "BillAccountID", "账号ID", "付款账号ID"]
    static let owner = ["OwnerID", "Owner账号ID", "OwnerAccountID", "子账号AccountID", "资源归属账号ID", "BillOwnerID"]
    static let start = ["UsageStartTime", "账单开始时间", "开始时间", "服务开始时间", "消费开始时间"]
    static let end = ["UsageEndTime", "账单结束时间", "结束时间", "服务结束时间", "消费结束时间"]
    static let date = ["BillingDate", "账单日期", "日期", "SplitBillingDate", "分账账单日期", "分账日期"]
    static let item = ["Item", "账单类型", "费用类型"]
    static let subscription = ["SubscriptionType", "消费类型", "订阅类型", "付费类型", "付费方式"]
    static let gross = ["PretaxGrossAmount", "原价", "原始金额", "目录总价"]
    static let discount = ["InvoiceDiscount", "优惠金额"]
    static let usage = ["Usage", "用量"]
    static let usageUnit = ["UsageUnit", "用量单位"]
    static let listPrice = ["ListPrice", "单价"]
    static let listPriceUnit = ["ListPriceUnit", "单价单位"]
    static let tag = ["Tag", "Tags", "标签", "实例标签"]

    /// Columns that are a FOCUS field as they are; the first that has a text counts.
    static let fields: [(ItemField, [String])] = [
        (.billingAccountName, ["AccountName", "账号", "BillAccountName"]),
        (.subAccountName, ["OwnerAccountName", "Owner账号", "OwnerName", "子账号AccountName", "资源归属账号"]),
        (.serviceName, ["ProductName", "产品", "产品名称"] + product),
        (.chargeDescription, ["ProductDetail", "产品明细", "商品", "CommodityName", "商品名称"]),
        (.skuID, ["CommodityCode", "商品Code", "产品明细Code"]), (.skuPriceID, ["BillingItemCode", "计费项Code"]),
        (.skuMeter, ["BillingItem", "计费项"]), (.regionID, ["Region", "地域"]),
        (.availabilityZone, ["Zone", "可用区"]), (.resourceID, instance),
        (.resourceName, ["NickName", "实例昵称", "实例名称"]), (.consumedUnit, usageUnit),
    ]

    /// Columns that are kept under their API's names.
    private static let extras: [(columns: [String], name: String)] = [
        (item, "x_item"), (subscription, "x_subscription_type"), (product, "x_product_code"),
        (["ProductType", "产品类型"], "x_product_type"), (["CostUnit", "财务单元", "财务核算单元"], "x_cost_unit"),
        (["ResourceGroup", "资源组"], "x_resource_group"), (["InstanceSpec", "实例规格"], "x_instance_spec"),
        (["InstanceConfig", "实例配置", "实例详细配置"], "x_instance_config"),
        (["BillingType", "计费方式"], "x_billing_type"), (["InternetIP", "公网IP"], "x_internet_ip"),
        (["IntranetIP", "内网IP", "私网IP"], "x_intranet_ip"), (["ItemName"], "x_item_name"),
        (["BizType", "业务类型"], "x_biz_type"), (["SplitAccountID", "分拆项所属账号ID"], "x_split_account_id"),
        (["SplitAccountName", "分拆项所属账号"], "x_split_account_name"),
        (["SplitCommodityCode", "分拆项商品Code"], "x_split_commodity_code"),
        (["SplitProductDetail", "分拆项产品明细"], "x_split_product_detail"),
    ]

    /// Columns that differ on every line: orders, means of payment, times.
    private static let read =
        [
            amount, cycle, currency, account, owner, start, end, date, gross, discount, usage, listPrice, listPriceUnit,
            tag, splitItem,
        ].flatMap { $0 } + [
            "RecordID", "订单号账单号", "订单号", "账单号", "RelatedRecordID", "关联订单号账单号", "PaymentTime", "消费时间", "支付时间",
            "订单支付时间", "ServicePeriod", "服务时长", "ServicePeriodUnit", "时长单位", "服务时长单位", "DeductedByCoupons",
            "优惠券抵扣", "优惠券优惠金额", "DeductedByCashCoupons", "代金券抵扣", "DeductedByPrepaidCard", "储值卡抵扣", "储值卡支付金额",
            "DeductedByResourcePackage", "资源包抵扣", "PaymentAmount", "现金支付", "OutstandingAmount", "欠费金额", "未结清金额",
            "AdjustAmount", "信用额度退款抵扣", "CashAmount", "RoundDownDiscount", "抹零优惠", "AfterDiscountAmount",
            "优惠后金额", "Tax", "税费", "AfterTaxAmount", "税后金额", "SplitItemName", "分拆项名称",
        ]

    static let splitItemName = ["SplitItemName", "分拆项名称"]

    /// A name in small letters without blanks, punctuation and what stands in parentheses.
    static func spelling(_ name: String) -> String {
        let bare = name.prefix { $0 != "(" && $0 != "（" }
        return folded(bare.isEmpty ? name : String(bare)).filter { character in
            !" /_-·.".contains(character)
        }
    }

    /// The columns that become extras, and those that nobody documents, which become extras too.
    static func extras(_ names: ColumnNames) -> (extras: [(column: Column, name: String)], unknown: [String]) {
        var taken = ExtraNames()
        var found: [(column: Column, name: String)] = []
        for extra in extras where names.column(extra.columns).isPresent {
            found.append((names.column(extra.columns), taken.name(for: extra.name)))
        }
        let known = Set((read + fields.flatMap(\.1) + extras.flatMap(\.columns)).map(spelling))
        let unknown = names.all.filter { !known.contains($0.spelled) }
        for name in unknown { found.append((name.column, taken.name(for: name.name))) }
        return (found, unknown.map(\.name))
    }
}
