/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { PurchaseOrder } from 'backstage-plugin-ai-credits-node';
import { openShop, reply } from '../__testUtils__/shop';
import { PurchaseProviders } from './PurchaseProviders';
import { createWebhookProvider } from './webhook';

const secret = 'a secret of the shop';
const order: PurchaseOrder = {
  idempotencyKey: 'order-1',
  account: 'default',
  origin: 'limit',
  pack: { id: 'pack-2500', title: '2,500 credits' },
  quantity: 1,
  credits: '2500',
  price: { amount: '25.00', currency: 'USD' },
  requestedAt: '2026-11-10T00:00:00.000Z',
};
const patient = { signal: new AbortController().signal };

describe('the webhook provider', () => {
  let shop: Awaited<ReturnType<typeof openShop>>;
  afterEach(() => shop.close());

  it('sends the order signed, and takes the name it is given', async () => {
    shop = await openShop(reply(201, { reference: 'invoice 7' }));
    const provider = createWebhookProvider({
      url: shop.url,
      secret,
      now: () => 1_793_491_200_999,
    });
    await expect(provider.purchase(order, patient)).resolves.toEqual({
      reference: 'invoice 7',
    });
    const [{ body, headers }] = shop.calls;
    expect(JSON.parse(body)).toEqual({ type: 'ai-credits.purchase', ...order });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'order-1',
      'x-ai-credits-timestamp': '1793491200',
    });
    // As a receiver checks it.
    const expected = createHmac('sha256', secret)
      .update(`1793491200.${body}`)
      .digest();
    const [, sent] = String(headers['x-ai-credits-signature']).split('v1=');
    expect(timingSafeEqual(expected, Buffer.from(sent, 'hex'))).toBe(true);
    expect(JSON.stringify([body, headers])).not.toContain(secret);
  });

  it('takes any answer of success, with a name or without', async () => {
    shop = await openShop((response, call) =>
      call === 1 ? reply(204)(response) : response.end('thanks'),
    );
    const provider = createWebhookProvider({ url: shop.url, secret });
    await expect(provider.purchase(order, patient)).resolves.toEqual({});
    await expect(provider.purchase(order, patient)).resolves.toEqual({});
  });

  it.each<[number, string]>([
    [422, 'PurchaseRejectedError'],
    [404, 'PurchaseRejectedError'],
    [401, 'Error'],
    [429, 'Error'],
    [500, 'Error'],
  ])('on %s throws %s, without the address', async (status, name) => {
    shop = await openShop(reply(status, { detail: secret }));
    const provider = createWebhookProvider({ url: shop.url, secret });
    await expect(provider.purchase(order, patient)).rejects.toMatchObject({
      name,
      message: `The webhook answered ${status}`,
    });
  });

  it('does not follow a redirect with the signed order', async () => {
    const elsewhere = await openShop(reply(200));
    shop = await openShop(response => {
      response.setHeader('Location', elsewhere.url);
      reply(307)(response);
    });
    const provider = createWebhookProvider({ url: shop.url, secret });
    await expect(provider.purchase(order, patient)).rejects.toThrow(
      'The webhook could not be reached',
    );
    expect(elsewhere.calls).toEqual([]);
    elsewhere.close();
  });

  it('names what keeps it from the address, and stops when told to', async () => {
    shop = await openShop(() => {});
    const provider = createWebhookProvider({ url: shop.url, secret });
    const controller = new AbortController();
    const hanging = provider.purchase(order, { signal: controller.signal });
    controller.abort(new Error('time is up'));
    await expect(hanging).rejects.toThrow('time is up');
    shop.close();
    await expect(provider.purchase(order, patient)).rejects.toThrow(
      'The webhook could not be reached (ECONNREFUSED)',
    );
  });
});

describe('PurchaseProviders', () => {
  it('takes providers of modules, one an id, and names those there are', () => {
    const providers = new PurchaseProviders();
    const shop = { id: 'shop', purchase: async () => ({}) };
    providers.addProvider(shop);
    for (const id of ['shop', 'internal', 'webhook']) {
      expect(() => providers.addProvider({ ...shop, id })).toThrow(
        `There is a purchase provider '${id}' already`,
      );
    }
    const webhook = { url: 'https://shop.example.com', secret };
    expect([
      ...providers.withConfig({ provider: 'shop', webhook }).keys(),
    ]).toEqual(['internal', 'shop', 'webhook']);
    expect(() => providers.withConfig({ provider: 'spaceship' })).toThrow(
      "aiCredits.purchasing.provider must be one of internal, shop, not 'spaceship'",
    );
  });
});
