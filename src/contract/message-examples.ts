import type { Command, CommandReply, InputRating, StatusMessage } from "#contract/desk-message.js";
import type { Aggregate, PolicyMessage, Receipt } from "#contract/hub-message.js";

/** Golden examples of what is not an event. The hub's signatures are real, made with a test key whose seed is 32 bytes of 9. */
export const EXAMPLE_HUB_KEY = "_RckOFqgx1tk-3jNYC-h2ZH96_drE8WO1wLqyDXp9hg";

export const statusOnlineExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "hl-fe812c12f3ab/status/5rVnT1yKq0c8Zx2B",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.status.v1",
  data: {
    online: true,
    device: "hl-fe812c12f3ab",
    version: "0.1.0",
    model: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    certificate: null,
  },
} as const satisfies StatusMessage;

export const statusOfflineExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "hl-fe812c12f3ab/status/Wd7hQ3uLm9s4Ae6F",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.status.v1",
  data: {
    online: false,
    device: "hl-fe812c12f3ab",
    version: "0.1.0",
    model: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    certificate: null,
  },
} as const satisfies StatusMessage;

export const commandOpenExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  source: "/one-stop/phuong-mau",
  time: "2026-03-02T08:17:21Z",
  type: "vn.hailong.command.v1",
  id: "open-00000001",
  data: {
    action: "open",
    requestId: "open-00000001",
    procedure: "ho-tich",
  },
} as const satisfies Command;

export const commandCloseExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  source: "/one-stop/phuong-mau",
  time: "2026-03-02T08:17:21Z",
  type: "vn.hailong.command.v1",
  id: "close-0000001",
  data: {
    action: "close",
    requestId: "close-0000001",
    id: "T0pDc3J5dG9JZDEyMzQ1Ng",
  },
} as const satisfies Command;

export const replyOpenedExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "open-00000001/reply",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.command-reply.v1",
  data: {
    ok: true,
    requestId: "open-00000001",
    id: "T0pDc3J5dG9JZDEyMzQ1Ng",
    token: "AAAAAAAAAAAAAAAAAAAAAQ",
  },
} as const satisfies CommandReply;

export const replyClosedExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "close-0000001/reply",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.command-reply.v1",
  data: {
    ok: true,
    requestId: "close-0000001",
    id: "T0pDc3J5dG9JZDEyMzQ1Ng",
    outcome: "recorded",
  },
} as const satisfies CommandReply;

export const replyRefusedExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "close-0000002/reply",
  source: "/hailong/v1/phuong-mau/quay-01",
  type: "vn.hailong.command-reply.v1",
  data: {
    ok: false,
    requestId: "close-0000002",
    code: "transaction.unknown",
    message: "No transaction of this counter has this id. Use the id that opening answered",
  },
} as const satisfies CommandReply;

export const inputRatingExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "tap-00000001",
  source: "/button-box/quay-01",
  type: "vn.hailong.input-rating.v1",
  data: {
    requestId: "tap-00000001",
    rating: "satisfied",
  },
} as const satisfies InputRating;

export const receiptExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "o0Zk2XyqL4c8mB1t",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.receipt.v1",
  data: {
    device: "hl-fe812c12f3ab",
    epoch: "9f86d081884c7d65",
    upTo: 5,
    hash: "f852ccfbddcfd16ece7a5c0e256a6618e6e7eeda454a15660099d03421d00149",
  },
  signature: "8cQox1yhj6kFxijxkrgT3ec0z3lbdNRR5aDcXQ_XpGhI5W7yuBrru7hqFNr9V1FMyz0U7wjvahmQ7HFdCw8ABw",
} as const satisfies Receipt;

export const rewindExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "Jw7rT0aQe5nV9sYd",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.receipt.v1",
  data: {
    device: "hl-fe812c12f3ab",
    epoch: "9f86d081884c7d65",
    upTo: 2,
    hash: "4fb3bb9d2ad7d425653e662219382ca0e7d54f8044b69b79c2f5e8f7a30d8d97",
    rewindTo: 2,
    slower: {
      milliseconds: 200,
    },
  },
  signature: "X2uuNwnt3EKkouMwrLxWr9D1VNkuPFq6Aj2HIpEVmrwEbwnAS3r9SoJK1trWGlGfNWjoFvYgtCdP1CA-QdgOCA",
} as const satisfies Receipt;

export const policyExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "policy/3",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.policy.v1",
  data: {
    number: 3,
    patch: {
      consent: "notice",
      k: 20,
      window: {
        minimumSeconds: 30,
      },
    },
  },
  signature: "5mntjGqjb7zJ8_OvYb73fyArT85ojK-MJfjGMxi-OtgcygoGdAiNXJGO2loC3a83_qyzONfsqQv7deLbKcYSDA",
} as const satisfies PolicyMessage;

export const aggregateExample = {
  specversion: "1.0",
  datacontenttype: "application/json",
  id: "aggregate/9w3nRk0bXq5tY2Lc",
  source: "/hailong/v1/phuong-mau",
  type: "vn.hailong.aggregate.v1",
  time: "2026-03-02T09:00:00Z",
  data: {
    ward: "phuong-mau",
    k: 10,
    fields: [
      { field: "dat-dai", n: 14, meanScore: 54.6 },
      { field: "tu-phap", n: 121, meanScore: 61.2 },
    ],
    agreement: {
      outcome: "withheld",
      mode: "advisory",
      why: {
        code: "too_few_pairs",
        vi: "Chưa đủ phiên vừa có điểm máy chấm vừa có đánh giá chạm",
        en: "Too few transactions have both a score and a tap",
      },
    },
  },
  signature: "11fxsVGGaWKR_63mAuWLbmj5uxtyRW4ssp0TWKz0Y7XvnLe6p0bdQ1vEzql3ioUDRD922NZN8iow_smI_LmfBw",
} as const satisfies Aggregate;
