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

import { useTheme } from '@material-ui/core/styles';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assignSlots, categoryColours } from './palette';

/** The colour of a category, and the one of all others together. */
export interface Colours {
  of(name: string): string;
  other: string;
}

/**
 * Colours for the categories of a dimension. What a name was given is kept with
 * the answers that the pages share, so that every page draws it alike.
 *
 * @param dimension - such as `product`
 * @param ranked - the names to colour, most used first
 */
export function useColours(dimension: string, ranked: string[]): Colours {
  const { palette } = useTheme();
  const client = useQueryClient();
  const names = JSON.stringify(ranked);
  return useMemo(() => {
    const key = ['colours', dimension];
    const held = client.getQueryData<Map<string, number>>(key) ?? new Map();
    const slots = assignSlots(held, JSON.parse(names));
    client.setQueryData(key, new Map([...held, ...slots]));
    const { slots: colours, other } = categoryColours(palette.type);
    return {
      of: name => colours[slots.get(name) ?? -1] ?? other,
      other,
    };
  }, [client, dimension, names, palette.type]);
}
