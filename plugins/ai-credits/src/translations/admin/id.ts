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
import { MessageKey } from './en';
import { admin } from './admin.id';
import { allocations } from './allocations.id';
import { credits } from './credits.id';
import { help } from './help.id';
import { policies } from './policies.id';
import { rateCard } from './rateCard.id';
import { requests } from './requests.id';
import { ledger } from './ledger.id';

/** Indonesian; a key that is missing here is an error of the compiler. */
const id: Record<MessageKey, string> = {
  ...admin,
  ...allocations,
  ...credits,
  ...policies,
  ...rateCard,
  ...requests,
  ...ledger,
  ...help,
};

export default id;
