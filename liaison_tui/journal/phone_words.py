"""A device's fingerprint in words that can be read over the phone, beside its groups of digits.

A device's id is 128 bits; each of its bytes is one word of 256, so that sixteen words say all of
it. The words are names of common things. In Mandarin no two sound alike, also where zh is said as
z, n or r as l, f as h, -ng as -n, nor where a single letter is misheard: the tests look. Both ends
must have the same words in the same order, so this list is never changed.
"""

_LIST = """
苹果 香蕉 葡萄 西瓜 草莓 樱桃 荔枝 柠檬 菠萝 花生 杨梅 红枣 白菜 萝卜 黄瓜 茄子
豆腐 豆角 土豆 冬瓜 南瓜 蘑菇 木耳 辣椒 生姜 洋葱 米饭 面条 馒头 包子 油条 牛奶
鸡蛋 面包 蛋糕 月饼 粽子 汤圆 火锅 烤鸭 白糖 酱油 蜂蜜 芝麻 绿茶 咖啡 汽水 老虎
大象 猴子 熊猫 兔子 狐狸 松鼠 骆驼 绵羊 白马 河马 野猪 袋鼠 公鸡 鸭子 天鹅 孔雀
喜鹊 乌鸦 麻雀 鸽子 老鹰 海鸥 企鹅 鲤鱼 鲸鱼 鲨鱼 海豚 乌龟 青蛙 螃蟹 龙虾 贝壳
蚯蚓 蜗牛 蝴蝶 蜻蜓 蚂蚁 蜘蛛 牡丹 荷花 菊花 梅花 玫瑰 百合 茉莉 水仙 桂花 柳树
银杏 梧桐 水稻 小麦 玉米 棉花 大豆 油菜 太阳 月亮 白云 彩虹 闪电 春风 早晨 夜晚
中午 春天 中秋 高山 大海 河流 湖泊 瀑布 沙漠 草原 森林 沙滩 温泉 峡谷 平原 山洞
池塘 水库 港口 故宫 宝塔 广场 公园 街道 北京 上海 天津 南京 杭州 苏州 广州 深圳
武汉 西安 长沙 青岛 长江 黄河 黄山 太湖 飞机 火车 轮船 地铁 卡车 火箭 卫星 气球
电视 冰箱 电灯 风扇 手机 电脑 键盘 鼠标 屏幕 耳机 雨伞 窗户 窗帘 沙发 桌子 板凳
地板 楼梯 水井 茶壶 茶杯 饭碗 筷子 盘子 菜刀 铁锅 灯笼 火柴 毛巾 牙刷 脸盆 剪刀
布鞋 皮鞋 手套 裙子 皮带 铅笔 钢笔 毛笔 墨水 橡皮 字典 课本 信封 地图 黑板 算盘
图书 油画 钢琴 二胡 口琴 相声 舞蹈 电影 围棋 扑克 足球 篮球 排球 乒乓 游泳 跑步
医生 老师 学生 农民 工人 司机 警察 军人 诗人 记者 律师 孩子 朋友 头发 耳朵 嘴巴
黄金 煤炭 石油 水泥 瓷器 钻石 木材 红旗 奖杯 龙舟 闹钟 邻居 跳绳 昆明 厦门 芦苇
"""
_WORDS = tuple(_LIST.split())
_LINE = 8


def words_of(device: str) -> list[str]:
    """Return a device's fingerprint as sixteen words."""
    return [_WORDS[byte] for byte in bytes.fromhex(device)]


def spoken(device: str) -> list[str]:
    """Return the words in two lines of eight."""
    words = words_of(device)
    return [" ".join(words[n : n + _LINE]) for n in range(0, len(words), _LINE)]


def device_said(text: str) -> str:
    """Return the device that a whole fingerprint means, in digits or in words.

    Spaces and hyphens may stand anywhere; what is none comes back as the digits it has.
    """
    plain = "".join(text.lower().replace("-", "").split())
    numbers = {word: number for number, word in enumerate(_WORDS)}
    said = [plain[n : n + 2] for n in range(0, len(plain), 2)]
    if said and all(word in numbers for word in said):
        return bytes(numbers[word] for word in said).hex()
    return plain


def every_word() -> tuple[str, ...]:
    """Return all words, in the order of the bytes they say."""
    return _WORDS
