import type { Language } from "./language.js";

/** Simplified and traditional. */
export const chinese: Language = {
  name: "Chinese",
  script: "han",
  undone: ["失败|失敗", "错误|錯誤", "无法|無法", "不能", "未能", "没有|沒有", "如果|当|當", "之前", "等待中"],
  failed: ["失败|失敗|错误|錯誤"],
  timer: ["看门狗|看門狗", "超时|超時", "无语音|無語音|静音|靜音"],
  sweep: ["清理"],
  sayings: [
    {
      type: "bot-speech",
      done: ["用户说|用戶說|用户話|来电者说|客户说|客戶說", "识别结果|識別結果|语音识别|語音辨識|转写|轉寫"],
      samples: ["用户说:你好", "识别结果:预约"],
    },
    {
      type: "bot-hangup-requested",
      done: ["挂断请求|掛斷請求|挂机请求|掛機請求|请求挂断|請求掛斷"],
      samples: ["收到挂断请求,原因 16"],
    },
    {
      type: "bot-stasis-end",
      done: ["离开|離開|退出 stasis", "stasis 结束|結束"],
      samples: ["离开 Stasis", "Stasis 结束"],
    },
    { type: "bot-filler", done: ["填充音|填充語|过渡音 播放|完成"], samples: ["填充音播放完毕 0.60 秒"] },
    {
      type: "bot-play-finished",
      done: ["播放 结束|結束|失败|失敗|完成|完毕|完畢"],
      samples: ["播放 4cd841da 结束", "播放 4cd841da 失败", "播放完成"],
    },
    { type: "bot-not-in-stasis", done: ["不在 stasis"], samples: ["通道已不在 Stasis 中,放弃"] },
    {
      type: "bot-channel-gone",
      done: ["通道|频道|頻道|信道 不存在|找不到|未找到|消失|已消失", "找不到 通道|频道|頻道|信道"],
      samples: ["通道不存在", "找不到通道", "通道已消失"],
    },
    { type: "bot-orphan-found", done: ["孤立|孤儿|孤兒 通道|频道|頻道"], samples: ["发现孤立通道"] },
    { type: "bot-channel-destroyed", done: ["通道|频道|頻道 销毁|銷毀"], samples: ["通道已销毁,原因 16"] },
    { type: "bot-leg-left-bridge", done: ["离开|離開|退出 桥接|橋接|网桥"], samples: ["离开桥接 5de18f32"] },
    {
      type: "bot-moh",
      done: ["保持音乐|保持音樂|等待音乐|等待音樂 开始|開始|启动|啟動|播放"],
      samples: ["保持音乐已启动"],
    },
    {
      type: "bot-unhold",
      done: ["取消保持|解除保持|结束保持|結束保持", "保持 已取消|结束|結束|解除", "恢复通话|恢復通話"],
      soon: ["正在取消保持|正在恢复"],
      announcements: ["正在取消保持"],
      samples: ["已取消保持", "解除保持", "恢复通话"],
    },
    {
      type: "bot-hold",
      done: ["置于保持|置於保持|已保持|保持通话|保持通話|进入保持|進入保持|设为保持|呼叫保持"],
      soon: ["正在保持|准备保持|準備保持"],
      announcements: ["正在保持"],
      samples: ["已置于保持", "通道进入保持"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["返回|回到|交还|交還 拨号计划|撥號計劃|拨号方案|dialplan"],
      samples: ["返回拨号计划 (from-trunk,after,1)"],
    },
    { type: "bot-call-finished", done: ["通话|通話|呼叫 结束|結束|完成"], samples: ["通话结束,时长 6.2 秒"] },
    {
      type: "bot-hangup",
      done: ["已挂断|已掛斷|已挂机"],
      soon: [
        "主动挂断|主動掛斷|正在挂断|正在掛斷",
        "看门狗|看門狗 *挂断|掛斷",
        "清理 *删除|刪除|挂断|掛斷",
        "准备挂断|準備掛斷|挂断通道|挂断电话|挂断呼叫|掛斷電話|超时 挂断",
      ],
      samples: ["已挂断"],
      announcements: ["主动挂断", "看门狗:4 秒无语音,挂断", "清理:通道过期,删除"],
    },
    {
      type: "bot-media-closed",
      done: ["媒体连接|媒體連接|audiosocket 关闭|關閉|断开|斷開"],
      samples: ["媒体连接关闭:worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["外部媒体|外部媒體", "audiosocket 连接|連接"],
      samples: ["外部媒体通道 -> 127.0.0.1:9093", "AudioSocket 连接 f4af1f13"],
    },
    { type: "bot-bridge", done: ["桥接|橋接|网桥 已创建|已建立|创建|建立"], samples: ["桥接 5de18f32 已创建"] },
    { type: "bot-dialled", done: ["^呼叫|拨打|撥打|正在呼叫", "新通道"], samples: ["呼叫 PJSIP/1001,新通道"] },
    {
      type: "bot-play",
      done: ["开始播放|開始播放|已开始播放"],
      soon: ["准备播放|準備播放|正在播放|即将播放|将播放|將播放"],
      samples: ["开始播放 4cd841da (sound:bot/filler_uhm)"],
      announcements: ["准备播放 sound:bot/filler_uhm", "正在播放 sound:bot/hi"],
    },
    {
      type: "bot-tts",
      done: ["合成 完成|完毕|就绪", "语音生成|語音生成|音频生成"],
      samples: ["语音片段 0 合成完成 0.35 秒"],
    },
    {
      type: "bot-model-answered",
      done: ["模型 应答|應答|回复|回覆|返回|响应|回答"],
      samples: ["大模型应答 0.52 秒", "模型返回 0.52 秒"],
    },
    { type: "bot-model-asked", done: ["请求|請求|询问|詢問|调用|調用 模型"], samples: ["正在请求大模型", "调用模型"] },
    {
      type: "bot-answered",
      done: ["已应答|已應答|已接听|已接聽|已接通|通道应答|电话接通"],
      samples: ["已应答", "已接听"],
    },
    {
      type: "bot-stasis-start",
      done: ["来电|來電|新呼叫|新的呼叫|呼入", "进入|進入 stasis"],
      samples: ["收到来电,主叫 79168495376,分机 1000", "新呼叫,主叫 79168495376"],
    },
    {
      type: "bot-ari-closed",
      done: ["ari|websocket 断开|斷開|关闭|關閉|丢失", "重连|重連|重新连接 ari"],
      samples: ["ARI WebSocket 断开:0 bytes read", "1.6 秒后重连 ARI"],
    },
    {
      type: "bot-ari-connected",
      done: ["已连接|已連接|连接成功 ari", "ari 已连接|已連接|连接成功"],
      samples: ["已连接 ARI WebSocket,应用 voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "机器人|機器人|服务|服務 停止|关闭|退出"],
      samples: ["收到 SIGTERM,正在退出", "服务停止"],
    },
    {
      type: "bot-started",
      done: ["机器人|機器人|服务|服務 启动|啟動|已启动"],
      samples: ["语音机器人启动,ARI http://127.0.0.1:8088/ari"],
    },
  ],
};
