import type { Language } from "./language.js";

export const indonesian: Language = {
  name: "Indonesian",
  script: "latin",
  undone: [
    "tidak=",
    "belum=",
    "bukan=",
    "tanpa=",
    "gagal",
    "galat|kesalahan",
    "sebelum=",
    "ketika=|saat=|jika=|kalau=|bila=",
    "menunggu=",
  ],
  failed: ["gagal|galat"],
  timer: ["pengawas|watchdog", "waktu habis", "batas waktu", "hening|senyap", "tidak ada suara|aktivitas"],
  sweep: ["pembersihan|terbengkalai|yatim"],
  sayings: [
    {
      type: "bot-speech",
      done: [
        "penelepon|pelanggan|pengguna berkata|bilang|mengatakan|berbicara",
        "transkrip",
        "ucapan dikenali",
        "^penelepon|pelanggan|pengguna:",
      ],
      samples: ["Penelepon berkata: selamat pagi", "Transkripsi: mau pesan"],
    },
    {
      type: "bot-hangup-requested",
      done: ["permintaan tutup|penutupan|pemutusan", "penutupan|pemutusan diminta"],
      samples: ["Permintaan tutup, sebab 16", "Pemutusan diminta, sebab 32"],
    },
    {
      type: "bot-stasis-end",
      done: ["keluar|meninggalkan|selesai|akhir stasis"],
      samples: ["Saluran keluar dari Stasis", "Akhir Stasis"],
    },
    {
      type: "bot-play-finished",
      done: ["pemutaran selesai|gagal|berakhir|rampung|tuntas", "selesai memutar"],
      samples: ["Pemutaran 4cd841da selesai", "Pemutaran gagal", "Selesai memutar audio"],
    },
    {
      type: "bot-not-in-stasis",
      done: ["tidak di= stasis", "tidak lagi stasis", "di luar stasis"],
      samples: ["Saluran tidak lagi di Stasis"],
    },
    {
      type: "bot-channel-gone",
      done: ["saluran|kanal= tidak ditemukan|ada=", "saluran|kanal= hilang|lenyap", "saluran|kanal= sudah tidak ada="],
      samples: ["Saluran tidak ditemukan", "Saluran sudah tidak ada", "Saluran hilang"],
    },
    { type: "bot-orphan-found", done: ["saluran|kanal= yatim|terbengkalai"], samples: ["Saluran yatim ditemukan"] },
    {
      type: "bot-channel-destroyed",
      done: ["saluran|kanal= dihapus|dimusnahkan|dihancurkan"],
      samples: ["Saluran dihapus, sebab 16"],
    },
    {
      type: "bot-leg-left-bridge",
      done: ["keluar|meninggalkan jembatan|bridge"],
      samples: ["Keluar dari jembatan 5de18f32"],
    },
    {
      type: "bot-moh",
      done: ["musik tunggu|tahan dimulai|diputar|aktif|dinyalakan"],
      samples: ["Musik tunggu dimulai"],
    },
    {
      type: "bot-unhold",
      done: [
        "panggilan|saluran dilanjutkan|diteruskan",
        "dilepas|lepas dari= tahanan|hold",
        "penahanan selesai|berakhir|dilepas",
      ],
      soon: ["melanjutkan panggilan|saluran", "melepas tahanan|hold|penahanan"],
      samples: ["Panggilan dilanjutkan", "Saluran dilepas dari hold", "Penahanan selesai"],
      announcements: ["Melanjutkan panggilan"],
    },
    {
      type: "bot-hold",
      done: ["panggilan|saluran|penelepon ditahan", "^ditahan=", "ditempatkan hold"],
      soon: ["menahan panggilan|saluran|penelepon"],
      samples: ["Panggilan ditahan", "Saluran ditahan", "Saluran ditempatkan di hold"],
      announcements: ["Menahan panggilan"],
    },
    {
      type: "bot-left-dialplan-bound",
      done: ["dikembalikan|diteruskan|dikirim dialplan", "dikembalikan|diteruskan rencana panggilan"],
      samples: ["Dikembalikan ke dialplan (from-trunk,after,1)"],
    },
    {
      type: "bot-call-finished",
      done: ["panggilan|percakapan berakhir|selesai|rampung|usai"],
      samples: ["Panggilan berakhir setelah 6.2 dtk", "Percakapan selesai"],
    },
    {
      type: "bot-hangup",
      done: ["panggilan|saluran ditutup|diputus"],
      soon: [
        "menutup panggilan|saluran|telepon",
        "memutus panggilan|saluran",
        "mengakhiri panggilan",
        "pembersihan *menghapus|hapus",
        "pengawas|watchdog *menutup|memutus|ditutup|diputus",
      ],
      samples: ["Panggilan ditutup"],
      announcements: [
        "Menutup panggilan",
        "Pengawas: hening selama 4 dtk, memutus panggilan",
        "Pembersihan: saluran lama, menghapus",
      ],
    },
    {
      type: "bot-media-closed",
      done: ["koneksi|sambungan|soket media|audiosocket ditutup|tertutup|putus|terputus|hilang"],
      samples: ["Koneksi media tertutup: worker crashed"],
    },
    {
      type: "bot-media-leg",
      done: ["saluran media eksternal", "media eksternal", "koneksi|sambungan audiosocket"],
      samples: ["Saluran media eksternal -> 127.0.0.1:9093", "Koneksi AudioSocket f4af1f13"],
    },
    {
      type: "bot-bridge",
      done: ["jembatan|bridge dibuat|dibentuk"],
      samples: ["Jembatan 5de18f32 dibuat"],
    },
    {
      type: "bot-dialled",
      done: ["menelepon=", "menghubungi=", "memanggil pjsip|sip|local", "memanggil kanal|saluran"],
      samples: ["Menghubungi PJSIP/1001, saluran baru"],
    },
    {
      type: "bot-filler",
      done: ["pengisi diputar|selesai"],
      samples: ["Suara pengisi diputar 0.60 dtk"],
    },
    {
      type: "bot-play",
      done: ["pemutaran dimulai|mulai", "mulai memutar"],
      soon: ["memutar=", "akan diputar"],
      samples: ["Pemutaran 4cd841da dimulai (sound:bot/filler_uhm)"],
      announcements: ["Memutar sound:bot/filler_uhm"],
    },
    {
      type: "bot-tts",
      done: ["sintesis siap|selesai", "potongan suara siap|selesai", "suara disintesis|dihasilkan"],
      samples: ["Potongan suara 0 siap dalam 1.40 dtk", "Sintesis selesai"],
    },
    {
      type: "bot-model-answered",
      done: ["model|llm|ai= menjawab|merespons", "jawaban|respons model|llm|ai="],
      samples: ["Model menjawab dalam 2.10 dtk", "Jawaban model dalam 0.52 dtk"],
    },
    {
      type: "bot-model-asked",
      done: ["bertanya|permintaan|menanyakan|meminta model|llm|ai="],
      samples: ["Bertanya ke model", "Permintaan ke LLM"],
    },
    {
      type: "bot-answered",
      done: ["panggilan|saluran dijawab|diangkat|diterima", "^dijawab="],
      samples: ["Panggilan dijawab", "Dijawab"],
    },
    {
      type: "bot-stasis-start",
      done: ["panggilan masuk", "panggilan baru"],
      samples: ["Panggilan masuk dari 62811555, ekstensi 10", "Panggilan baru, penelepon 62811555"],
    },
    {
      type: "bot-ari-closed",
      done: [
        "websocket|ari tertutup|ditutup|terputus|putus",
        "menyambung|menghubungkan ulang|kembali ari|asterisk",
        "koneksi ari|asterisk tertutup|terputus|hilang",
      ],
      samples: ["WebSocket ARI tertutup: 0 bytes read", "Menyambung ulang ke ARI dalam 1.6 dtk"],
    },
    {
      type: "bot-ari-connected",
      done: ["terhubung|tersambung ari|asterisk"],
      samples: ["Terhubung ke WebSocket ARI, aplikasi voicebot"],
    },
    {
      type: "bot-stopping",
      done: ["sigterm|sigint", "menghentikan|mematikan bot|layanan|server|aplikasi"],
      samples: ["SIGTERM diterima, berhenti", "Menghentikan layanan"],
    },
    {
      type: "bot-started",
      done: [
        "bot|asisten|layanan|server|aplikasi dimulai|mulai|berjalan",
        "memulai|menjalankan bot|asisten|layanan|server",
      ],
      samples: ["Bot suara mulai, ARI http://127.0.0.1:8088/ari", "Memulai layanan"],
    },
  ],
};
