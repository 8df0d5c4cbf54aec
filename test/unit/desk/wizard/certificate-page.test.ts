import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Row } from "#contract/calibration.js";
import { certificateExample } from "#contract/certificate-example.js";
import { certificatePage } from "#desk/wizard/certificate-page.js";

const failed: Row = {
  check: "pitch",
  verdict: "fail",
  figure: 19.6,
  unit: "degrees",
  pass: 15,
  fail: 15,
  remedy: { code: "lower_camera", by: 35, unit: "cm" },
};

describe("the printed certificate", () => {
  it("says who, where, when by the country's clock, and every figure with its limits and verdict", () => {
    const page = certificatePage({ ...certificateExample, rows: [...certificateExample.rows, failed] }, "vi");
    for (const text of [
      '<html lang="vi">',
      "Chứng nhận hiệu chỉnh camera tại quầy",
      "05d28a0622199398",
      "hl-fe812c12f3ab",
      "quay-01",
      "phuong-mau",
      "Kỹ thuật viên",
      "02/03/2026 15:00",
      "10 phút",
      "152,4 điểm ảnh",
      "≥ 80 điểm ảnh",
      "&lt; 64 điểm ảnh",
      "✓ ĐẠT",
      "✕ KHÔNG ĐẠT",
      "Hạ camera 35 cm",
      certificateExample.model,
    ])
      expect(page).toContain(text);
  });

  it("speaks English when asked", () => {
    const page = certificatePage(certificateExample, "en");
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("Certificate of a counter");
    expect(page).not.toContain("Mức đạt");
  });

  it("takes what a technician typed as text, never as markup", () => {
    const technician = `<img src=x onerror="alert('1')"> & Co`;
    const page = certificatePage({ ...certificateExample, technician, version: '"><script>' }, "vi");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co");
    expect(page).not.toContain("<img");
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("draws the zone and what is masked as lines, and holds no picture", () => {
    const exclude: [number, number][][] = [
      [
        [0, 0],
        [0.1, 0],
        [0.1, 0.5],
      ],
    ];
    const page = certificatePage({ ...certificateExample, camera: { ...certificateExample.camera, exclude } }, "vi");
    expect(page).toContain('<polygon points="80.0,0.0 240.0,0.0 240.0,180.0 80.0,180.0" class="zone"/>');
    expect(page).toContain('<polygon points="0.0,0.0 32.0,0.0 32.0,90.0" class="mask" fill="url(#hatch)"/>');
    expect(page).not.toMatch(/<img|<image|data:|xlink|\sstyle=|<style/);
  });

  it("is laid out for A4 by a file of its own, without what is only for the screen", () => {
    const style = readFileSync(new URL("../../../../web/calibrate/certificate.css", import.meta.url), "utf8");
    expect(style).toMatch(/@page \{\s*size: A4/);
    expect(style).toMatch(/@media print \{[^@]*\.tools \{\s*display: none/);
  });
});
