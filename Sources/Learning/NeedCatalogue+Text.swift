extension NeedCatalogue {
    /// The committed catalogue. One kind a line: code, Chinese name, English name, keywords separated by spaces.
    ///
    /// Written by hand for this project from general knowledge of community work; no word list was copied.
    static let text = """
        lift.fault|电梯故障|lift out of order|电梯 困人 梯控 轿厢 停梯 电梯坏 乘梯 坠梯 年检 维保
        lift.install|加装电梯|lift to be added|加装电梯 加梯 爬楼 旧楼加梯 电梯井
        water.supply|供水|water supply|停水 自来水 水压 水质 二次供水 水箱 水管 爆管 水表 抄表 饮用水 水费 供水公司
        power.supply|供电|power supply|停电 跳闸 电费 电表 电压 变压器 供电局 电力 线路老化 高压线 断电 电缆 电线杆
        gas.heating|燃气与供暖|gas and heating|燃气 天然气 煤气 管道气 供暖 暖气 热力 气表
        drain.sewer|排水与下水道|drains and sewers|下水道 堵塞 污水外溢 化粪池 窨井盖 井盖 内涝 积水 排水 雨污 返水
        road.damage|道路破损|damaged road|坑洼 路面破损 塌陷 破路 烂路 修路 水泥路 硬化 断头路 路灯 人行道 护栏 桥梁 通村公路 道路改造
        housing.quality|房屋质量|building defects|漏水 渗水 开裂 裂缝 墙体 外墙脱落 屋顶 防水 危房 质量问题 毛坯 精装 验收 交房 收房 楼板
        housing.title|房产证与交易|title and sale of homes|房产证 不动产证 办证 产权 延期交房 烂尾 开发商 预售 购房 网签 定金 退房 契税 维修基金 期房 楼盘 虚假宣传
        housing.public|保障性住房|public housing|公租房 廉租房 经济适用房 安置房 棚改 棚户区 住房补贴 限价房 人才房
        housing.fund|住房公积金|housing provident fund|公积金 提取 贷款额度 住房贷款 缴存
        land.expropriation|征地拆迁|expropriation and resettlement|征地 拆迁 征收 补偿款 安置费 宅基地 青苗 失地 拆除 征拆 过渡费
        building.illegal|违章建筑|unlawful building|违建 违章建筑 违规搭建 私搭乱建 占用绿地 加盖 容积率 规划许可 群租房 阳光房 采光
        property.service|物业服务|property management|物业 物业费 物业公司 业委会 业主大会 保安 公共收益 门禁 物管 公摊 维修资金 小区管理
        parking.resident|小区停车|residents' parking|停车位 车位 地下车库 停车费 捆绑销售 车库 乱停 占道停车 私家车 车位费 人防车位
        street.trading|占道经营|trading in the street|占道 摆摊 夜市 摊贩 城管 流动摊点 马路市场 农贸市场 门面
        greening.parks|园林绿化|parks and green|绿化 公园 树木 草坪 砍树 绿化带 健身步道 广场 园林
        waste.cleaning|垃圾与保洁|refuse and cleaning|垃圾 保洁 环卫 清运 垃圾桶 垃圾站 卫生死角 公厕 脏乱差 垃圾分类 清扫
        noise.nuisance|噪声扰民|noise|噪音 噪声 扰民 广场舞 深夜 夜间施工 音响 休息 睡觉 分贝 渣土车
        air.pollution|大气污染|air pollution|废气 臭气 恶臭 粉尘 扬尘 烟尘 油烟 黑烟 异味 焚烧 雾霾 刺鼻 空气质量 呛人 搅拌站
        water.pollution|水体污染|water pollution|污水 废水 排污 河道 水库 黑臭 直排 鱼塘 水源 河水 污染源 偷排 水污染 饮用水源
        soil.mining|采矿与土壤污染|mining and soil|采石场 采砂 矿山 重金属 挖矿 砂石 尾矿 石材 爆破 非法开采 砖厂 锰矿 锑矿 煤矿
        farm.pollution|养殖污染|pollution by livestock|养猪场 养殖场 粪便 猪粪 养鸡场 禁养区 生猪 苍蝇 屠宰场
        environment.authority|环境监管|environmental supervision|环保 环保局 环评 污染 环境保护 生态 环保督察 辐射 电磁 基站 化工厂 排放 超标 整改 毒气 生态环境
        bus.metro|公交地铁|bus and metro|公交 公交车 班次 站台 地铁 线路 末班车 公交线 城铁 候车 刷卡 老年卡 校车 班车 客运 客车 大巴 汽车站 中巴
        taxi.ride|出租与网约车|taxis and ride hailing|出租车 的士 网约车 滴滴 打表 拒载 黑车 运管 营运证 顺风车 拼车 一口价 摩的 从业资格证 非法营运 运政 运管处
        traffic.order|交通秩序|traffic order|红绿灯 堵车 交警 违章停车 斑马线 超速 超载 交通拥堵 限行 电动车 货车 治超 罚款 大货车 交通事故 扣车 摩托车
        vehicle.licence|驾驶与车辆证照|driving and vehicle papers|驾照 驾校 学车 科目 车管所 年审 上牌 驾驶证 练车 考驾照 教练 车检 驾培 行驶证
        toll.highway|高速与收费|motorways and tolls|高速 收费站 过路费 国道 省道 服务区 通行费 省际 高铁 铁路 机场 航班 火车站 水运 码头 渡口 公路局 公路
        parcel.delivery|快递物流|parcels and freight|快递 邮政 物流 包裹 派件 快递柜 邮局 顺丰 丢件 货运 圆通 中通 韵达 申通 取件 快件
        school.admission|入学与学位|school places|入学 学位 招生 学区 划片 幼儿园 小学 初中 上学 择校 公办 民办 户籍 转学 升学 摇号 分班 借读 学籍
        school.fees|教育收费|school fees|学费 乱收费 补课费 资料费 校服 伙食费 退费 家委会 教辅 学校收费 书本费 住宿费 保教费 餐费
        school.conduct|办学与教学|schools and teaching|补课 老师 班主任 体罚 作业 校园 学生 教学质量 校长 教育局 课程 晚自习 双休 寒假 暑假 学校 宿舍 食堂 素质教育 课外 家长
        exam.degree|考试与学历|exams and degrees|高考 中考 自考 毕业证 成绩 考研 学位证 录取 大学 大专 分数线 志愿 监考 考生 学院 中专 职校 函授 艺考 文凭 教育厅 考场
        teacher.staff|教师待遇|teachers' posts and pay|教师 编制 代课 特岗 教师资格 教师工资 职称评审 民办教师 乡村教师 教龄 支教 评职称 教师编 教师招聘 绩效工资 高级教师
        training.school|培训机构|private tuition|培训机构 培训班 辅导班 早教 兴趣班 预付费 舞蹈班 补习 艺术培训 托管班
        culture.sport|文化体育|culture and sport|图书馆 体育馆 健身器材 篮球场 足球 文化站 博物馆 电影 文物 非遗 游泳 广播电视 有线电视 古建筑 故居 文化 彩票 运动会 体彩 书店 羽毛球 网吧 祠堂 古城 遗址
        hospital.care|医院诊疗|hospitals|医院 医生 护士 挂号 看病 手术 医疗事故 住院 急诊 误诊 病历 主治 120 病人 诊所 门诊 患者 科室 输液 红包 治疗 中医院 妇幼保健院 人民医院 救护车
        medicine.vaccine|药品与疫苗|medicines and vaccines|药品 疫苗 打针 接种 药店 预防针 药价 狂犬 新药 卫生院 防疫 疾控 传染病 艾滋病 献血 乙肝 药费
        village.doctor|村医与卫生人员|village doctors|村医 乡村医生 卫生室 执业医师 护士资格 规培 赤脚医生 卫校 医师资格 卫计委 卫生局 卫生厅 医务人员 医师
        birth.family|生育服务|birth and family planning|准生证 二胎 生育 计划生育 社会抚养费 独生子女 产假 结扎 计生 怀孕 独生子女费 上环 超生 生育证 三胎 头胎 再婚 出生证 二孩 计生委 奖扶 失独 计生办
        social.insurance|社会保险|social insurance|社保 养老保险 医保 报销 失业金 断缴 新农合 养老金 生育保险 参保 缴费 退休 五险一金 社保卡 大病 医疗保险 社保局 补缴 城乡居民 退休金 灵活就业 异地 特病 慢性病 失业保险 退休工资
        wages.arrears|拖欠工资|unpaid wages|拖欠工资 欠薪 农民工 工资 讨薪 包工头 血汗钱 工钱 不发工资 工程款 押金 克扣 劳务 押工资 打工
        work.contract|劳动合同与仲裁|contracts of employment|劳动合同 辞退 加班 仲裁 加班费 试用期 劳动监察 经济补偿 劳动法 离职 派遣 临时工 最低工资 用工 双倍工资 劳动局 劳动仲裁 解除合同 辞职 合同工 劳动者 高温补贴 年休假
        work.injury|工伤|injury at work|工伤 工伤认定 伤残 职业病 尘肺 劳动能力鉴定 伤残鉴定 工亡 矽肺
        job.recruit|就业与人事|jobs and posts|就业 招聘 公务员 事业单位 编外 职称 人才引进 创业贷款 人事 招考 工龄 下岗 改制 职业资格 事业编 人社局 人社厅 三支一扶 退伍 转业 军转 企业改制 下岗职工 买断 档案 工资待遇 调资 内退 选调 津贴 考试中心 建造师 报考
        shop.consumer|消费维权|consumer rights|消费者 退款 假冒 伪劣 欺诈 虚假广告 预付卡 商家 工商局 健身房 假货 质监 保修 霸王条款 消协 维权 发票 超市 缺斤少两 会员卡 商场 淘宝 赔偿 4S店 售后 工商 商铺
        food.safety|食品安全|food safety|食品 变质 过期 餐馆 添加剂 外卖 地沟油 餐饮 卫生许可 食物中毒 食药监 月饼 猪肉
        price.charge|物价|prices|物价局 涨价 价格 收费标准 明码标价 油价 垄断 发改委 物价 宰客 哄抬
        telecom.network|通信宽带|telephone and broadband|宽带 移动 联通 电信 话费 网速 手机卡 信号 流量 移动公司 套餐 光纤 运营商 携号转网
        finance.scheme|传销与金融|pyramid selling and finance|传销 集资 直销 诈骗 高利贷 银行 理财 保险 投资 网贷 P2P 洗脑 非法集资 贷款 微信 上线 下线 拉人头 平台 跑路 信用社 烟草 证券 骗
        business.licence|企业与市场|business and market|营业执照 企业 公司 注册 招商 加盟 市场监管 酒店 加油站 烟草证 经营 生意 招标 商会 税务 国税 地税 许可证 外贸 特种设备 锅炉 个体户 商贸 商务局 工业园 产业
        tourism.scenic|旅游景区|tourism|旅游 景区 导游 旅行社 门票 游客 旅游局 跟团 农家乐 购物店 景点 旅游业 漂流 宾馆 风景区 年卡 玻璃桥 古镇 旅游开发 免票
        elder.care|养老|care of elders|养老院 敬老院 老人 高龄补贴 日间照料 助餐 独居 居家养老 长护险 适老化 老年 陪护
        child.care|托育与儿童|child care|托育 婴幼儿 留守儿童 儿童 月嫂 母婴 托班 未成年人 亲子
        disability.aid|残疾人服务|disability|残疾 残疾证 无障碍 轮椅 盲道 残联 康复 助残 聋哑
        poverty.relief|低保与救助|relief|低保 贫困户 扶贫 五保 救助 临时困难 特困 危房改造 建档立卡 困难补助
        fire.safety|消防安全|fire safety|消防 火灾 消防通道 灭火器 烟感 堵塞通道 飞线充电 消火栓 起火 充电桩
        public.security|治安|public order|治安 偷盗 打架 派出所 监控 赌博 诈骗电话 户口 身份证 报警 黑社会 公安局 盗窃
        safety.works|施工安全|safety of works|工地 施工 塔吊 脚手架 安全隐患 工程 围挡 建筑 质监站 渣土
        pets.animals|宠物与动物|pets and animals|养狗 狗叫 遛狗 流浪狗 狗咬 犬只 大型犬 宠物
        village.affairs|村务|village affairs|村委会 村务公开 村干部 村支书 低保评定 集体土地 村账 村民小组 承包地
        community.activity|社区活动|community activities|志愿者 活动 社区 居委会 邻里 书法 讲座 党员 晚会 联谊
        advice.praise|咨询建议与表扬|questions, ideas and praise|咨询 请问 建议 表扬 感谢 希望 如何办理 流程 需要什么
        """
}
