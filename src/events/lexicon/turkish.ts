import type { Language } from "./language.js";

export const turkish: Language = {
  name: "Turkish",
  script: "latin",
  undone: [
    "değil",
    "başarısız",
    "hata",
    "edilemedi|alınamadı|olmadı|yapılamadı|çalınamadı|cevaplanamadı|kapatılamadı",
    "önce=",
    "ise=|eğer|iken=|sırasında",
    "bekleniyor",
    "olmadan|edilmeden|alınmadan",
  ],
  failed: ["başarısız|hata"],
  timer: ["gözcü|bekçi", "zaman aşımı", "sessiz|konuşma yok", "süre doldu|aşıldı", "watchdog"],
  sweep: ["temizlik|sahipsiz"],
  sayings: [
    {
      type: "bot-speech",
      done: ["arayan|müşteri|kullanıcı dedi|söyledi|diyor", "deşifre|transkript", "^arayan|müşteri|kullanıcı:"],
      samples: ["Arayan dedi ki: merhaba", "Müşteri: teşekkürler"],
    },
    {
      type: "bot-hangup-requested",
      done: ["kapatma|kapanma|sonlandırma isteği|talebi|istendi"],
      samples: ["Kapatma isteği, neden 16", "Kapatma istendi, neden 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["stasis'ten|stasisten|stasis çık|ayrıldı|terk", "stasis bitti|sona"],
      samples: ["Stasis'ten çıktı", "Stasis bitti"],
    },
    {
      type: "bot-play-finished",
      done: ["oynatma|çalma|anons|ses= bitti|başarısız|tamamland|sona"],
      samples: ["Oynatma 4cd841da bitti", "Oynatma başarısız", "Oynatma tamamlandı"],
    },
    {
      type: "bot-not-in-stasis",
      done: ["stasis'te|stasiste|stasis değil", "artık stasis"],
      samples: ["Kanal artık Stasis'te değil, vazgeçiliyor"],
    },
    {
      type: "bot-channel-gone",
      done: ["kanal bulunamadı|yok=|kayboldu", "kanal mevcut değil", "böyle bir kanal yok"],
      samples: ["Kanal bulunamadı", "Kanal yok", "Kanal kayboldu"],
    },
    { type: "bot-orphan-found", done: ["sahipsiz|yetim kanal"], samples: ["Sahipsiz kanal bulundu"] },
    {
      type: "bot-channel-destroyed",
      done: ["kanal yok= edildi", "kanal imha"],
      samples: ["Kanal imha edildi, neden 16"],
    },
    {
      type: "bot-leg-left-bridge",
      done: ["köprü terk", "köprüden çıktı|ayrıldı"],
      samples: ["Köprü 5de18f32 terk edildi"],
    },
    { type: "bot-moh", done: ["bekleme müziği başla|çal|açıl"], samples: ["Bekleme müziği başlatıldı"] },
    {
      type: "bot-unhold",
      done: [
        "beklemeden alındı|çıkarıldı|çıktı",
        "bekleme bitti|sona|kaldırıldı",
        "görüşme|çağrı|kanal devam ettirildi|sürdürüldü",
      ],
      soon: ["beklemeden alınıyor|çıkarılıyor"],
      samples: ["Beklemeden alındı", "Bekleme bitti"],
      announcements: ["Beklemeden alınıyor"],
    },
    {
      type: "bot-hold",
      done: ["beklemeye alındı|kondu|geçirildi", "bekletildi", "beklemede="],
      soon: ["beklemeye alınıyor|alınacak|konuyor", "bekletiliyor"],
      samples: ["Beklemeye alındı", "Çağrı beklemede"],
      announcements: ["Beklemeye alınıyor"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: [
        "arama|dial planına|plana geri|verildi|gönderildi|döndü",
        "dialplana|dialplan geri|verildi|gönderildi|döndü",
      ],
      samples: ["Arama planına geri verildi (from-trunk,after,1)", "Dialplan'a gönderildi"],
    },
    {
      type: "bot-call-finished",
      done: ["çağrı|görüşme|arama bitti|tamamland|sona"],
      samples: ["Çağrı 6.2 sn sonra bitti", "Görüşme sona erdi"],
    },
    {
      type: "bot-hangup",
      done: ["çağrı|kanal|telefon kapatıldı"],
      soon: [
        "çağrı|kanal|telefon kapatılıyor|sonlandırılıyor|düşürülüyor|kapatılacak",
        "^kapatılıyor",
        "temizlik *siliniyor|kapatılıyor",
        "gözcü|bekçi|watchdog *düşür|kapat|sonland",
      ],
      samples: ["Çağrı kapatıldı"],
      announcements: [
        "Çağrı kapatılıyor",
        "Gözcü: 4 sn konuşma yok, çağrı düşürülüyor",
        "Temizlik: eski kanal siliniyor",
      ],
    },
    {
      type: "bot-media-closed",
      done: ["medya|audiosocket kapandı|koptu|kesildi|kapatıldı"],
      samples: ["Medya bağlantısı kapandı: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["dış medya kanal", "harici medya", "audiosocket bağlan"],
      samples: ["Dış medya kanalı -> 127.0.0.1:9093", "AudioSocket bağlantısı f4af1f13"],
    },
    { type: "bot-bridge", done: ["köprü kuruldu|oluşturuldu"], samples: ["Köprü 5de18f32 kuruldu"] },
    { type: "bot-dialled", done: ["aranıyor"], samples: ["PJSIP/1001 aranıyor, yeni kanal"] },
    {
      type: "bot-filler",
      done: ["bekleme sesi çalındı", "dolgu çalındı|oynatıldı"],
      samples: ["Bekleme sesi 0.60 sn çalındı"],
    },
    {
      type: "bot-play",
      done: ["oynatma|çalma|anons başladı|başlatıldı"],
      soon: ["çalınacak", "çalınıyor", "oynatılıyor|oynatılacak", "oynatma başlatılıyor"],
      samples: ["Oynatma 4cd841da başladı (sound:bot/filler_uhm)", "Oynatma başlatıldı"],
      announcements: ["sound:bot/filler_uhm çalınacak", "sound:bot/hi oynatılıyor"],
    },
    {
      type: "bot-tts",
      done: ["ses= parçası hazır", "sentez hazır|tamam|bitti", "ses= üretildi|hazır|sentezlendi"],
      samples: ["Ses parçası 0 0.35 sn içinde hazır", "Sentez tamamlandı"],
    },
    {
      type: "bot-model-answered",
      done: [
        "model|llm|yapay yanıtladı|cevapladı",
        "model|llm|yapay yanıt|cevap verdi",
        "model|llm yanıtı|cevabı",
        "yanıt|cevap alındı",
      ],
      samples: ["Model 0.52 sn içinde yanıtladı", "Model yanıtı 0.52 sn"],
    },
    {
      type: "bot-model-asked",
      done: ["modele|llm'e|llm soruldu|soruluyor|istek|gönder"],
      samples: ["Modele soruldu", "Modele istek gönderildi"],
    },
    {
      type: "bot-answered",
      done: ["çağrı|kanal|arama cevaplandı|yanıtlandı|açıldı", "^cevaplandı|yanıtlandı"],
      samples: ["Çağrı cevaplandı", "Kanal yanıtlandı"],
    },
    {
      type: "bot-stasis-start",
      done: ["gelen çağrı|arama", "yeni çağrı|arama", "çağrı|arama geldi|alındı", "stasis'e girdi"],
      samples: ["Gelen çağrı, arayan 90212555, dahili 10", "Yeni çağrı, arayan 90212555"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari kapandı|koptu|kesildi|kapatıldı",
        "ari'ye|asterisk'e yeniden bağlan",
        "yeniden bağlan ari|asterisk",
      ],
      samples: ["ARI WebSocket kapandı: 0 bytes read", "1.6 sn sonra ARI'ye yeniden bağlanılacak"],
    },
    {
      type: "bot-ari-connected",
      done: ["ari|asterisk|websocket bağlandı|bağlanıldı|bağlantısı kuruldu", "websocket'e bağlan"],
      samples: ["ARI WebSocket'e bağlanıldı, uygulama voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "bot|servis|sunucu|uygulama durduruluyor|kapatılıyor|kapanıyor"],
      samples: ["SIGTERM alındı, kapanıyor", "Servis durduruluyor"],
    },
    {
      type: "bot-started",
      done: ["bot|servis|sunucu|uygulama başlıyor|başladı|başlatıldı|başlatılıyor"],
      samples: ["Sesli bot başlıyor, ARI http://127.0.0.1:8088/ari"],
    },
  ],
};
