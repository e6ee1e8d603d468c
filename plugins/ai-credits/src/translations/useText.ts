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

import { useApiHolder } from '@backstage/core-plugin-api';
import {
  appLanguageApiRef,
  TranslationFunction,
  TranslationRef,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { useEffect, useState } from 'react';
import { Formats, formatsFor, resolveLocale } from '../data/format';
import { aiCreditsTranslationRef } from './ref';

type Messages = typeof aiCreditsTranslationRef extends TranslationRef<
  string,
  infer M
>
  ? M
  : never;

/** Translates the keys of these pages. */
export type Translate = TranslationFunction<Messages>;

function useLanguage(): string {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => languageApi?.getLanguage().language ?? 'en',
  );
  useEffect(() => {
    const subscription = languageApi
      ?.language$()
      .subscribe(chosen => setLanguage(chosen.language));
    return () => subscription?.unsubscribe();
  }, [languageApi]);
  return language;
}

/** How numbers and times are written in the reader's language. */
export function useFormats(): Formats {
  const language = useLanguage();
  return formatsFor(resolveLocale(language, navigator.languages ?? []));
}

/** The words and the number formats of the reader's language. */
export function useText(): { t: Translate; formats: Formats } {
  const { t } = useTranslationRef(aiCreditsTranslationRef);
  return { t, formats: useFormats() };
}
