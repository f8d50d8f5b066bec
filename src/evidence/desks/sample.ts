// What is in the sample case: a fraud that nobody committed. Every name ends in .example (RFC 2606) or says that it is invented.

/** Money that goes round. Account numbers are of no bank: their check digits are wrong on purpose. */
export function transfersTable(): string {
  const lines = ['date,from,to,amount_eur,reference'];
  const accounts = ['FR00 EXAM PLE0 0001', 'MT00 EXAM PLE0 0002', 'FJ-EXAMPLE-0003', 'FR00 EXAM PLE0 0004'];
  for (let i = 0; i < 48; i++) {
    const day = new Date(Date.UTC(2026, 2, 3 + i * 2)).toISOString().slice(0, 10);
    const amount = (4200 + ((i * 7919) % 5300) + (i % 3) * 0.5).toFixed(2);
    lines.push(
      `${day},${accounts[i % 4]},${accounts[(i + 1) % 4]},${amount},invoice H-${1040 + Math.floor(i / 2)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** RFC 5322; addresses and hosts of documentation (RFC 2606, RFC 5737). */
export const MESSAGE = [
  'Received: from mail.supplier.example (203.0.113.24) by mx.harbour.example; Tue, 3 Mar 2026 08:12:44 +0100',
  'From: Accounts <accounts@supplier.example>',
  'To: Purchasing <purchasing@harbour.example>',
  'Subject: New bank details for invoice H-1040',
  'Date: Tue, 3 Mar 2026 08:12:41 +0100',
  'Message-ID: <20260303.0812@supplier.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear colleagues,',
  '',
  'please use our new account for invoice H-1040 and all that follow.',
  '',
  'This message was invented for the sample case.',
  '',
].join('\r\n');

/** As a provider might answer. */
export function subscriberAnswer(): string {
  const answer = {
    reference: 'EX-2026-0117 (invented)',
    account: 'accounts@supplier.example',
    registered: '2026-02-27T21:03:11Z',
    registeredFrom: { address: '198.51.100.7', port: 51022 },
    signIns: [
      { at: '2026-03-03T07:10:02Z', address: '198.51.100.7', port: 50112 },
      { at: '2026-03-05T18:44:57Z', address: '203.0.113.24', port: 40071 },
    ],
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
}
